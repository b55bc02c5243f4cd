# The texts of islands in the language es.
