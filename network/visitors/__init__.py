"""What visitors read: a network, its years and their terms, rendered once for all of them."""
