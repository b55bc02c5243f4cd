# The texts of sign_in in the language es.
