"""The keeping of data: what is due to end, and how it ends (safety.md, "Data that ends")."""
