"""Addresses that menus and lists say over and over: each is put together once."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name, *arguments):
    """Where the page of that name lies, as `reverse` finds it."""
    return reverse(name, args=arguments)
