# The texts of home in the language es.
