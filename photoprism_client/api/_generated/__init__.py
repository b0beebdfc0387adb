"""Base classes of the APIs: written by codegen, do not edit."""
