"""Keys and signing in: who sits here, and how their file opens.

The record's key is made at random and never written down. A *slot* beside the record holds it wrapped under the
worker's password and a secret of this computer's keystore together, so that neither a stolen disk nor an
overheard password opens anything (`slots`, `keys`, `sign_in`). There is no way round by a plain file.
"""
