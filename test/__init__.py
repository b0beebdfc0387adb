"""Tests of photoprism_client."""
