"""Tests of the pure rooms: no network, no sleeping."""
