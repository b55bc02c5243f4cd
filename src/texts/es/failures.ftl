# The texts of failures in the language es.
