"""Changing it: one function per act, each in one transaction."""
