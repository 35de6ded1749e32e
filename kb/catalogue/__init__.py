"""Asking for it: evidence, profiles, filters, facets, search. Reads; only `profiles` writes what it worked out."""
