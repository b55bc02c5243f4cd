# The texts of administration in the language es.
