"""Overlap: fragmentation, overlap and duplication, as GAO-15-49SP defines them."""
