"""The vault: the only package that imports `cryptography`.

`seal` and `unseal` data, `wrap` and `unwrap` keys; `make_` is random, `derive_` is deterministic.
Every blob is bound to its place (`place`), and whatever is wrong with one, `CannotOpen` is all that
is ever said.  Formats are frozen: each has vectors in `tests/vectors` that open for ever, and a
change of format is a new suite number beside the old one.

    instance key --- instance_key      passphrase, recovery key --- passphrase, codes, words
    master key ----- unlocking, browser_session
        private keys --- keypairs      scope keys --- keyring, sharing
            records --- envelope       signed texts --- signing
"""
