"""One's own data: what is kept, why and until when; all of it as one file; and what stays when one asks to be erased."""
