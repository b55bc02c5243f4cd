# The texts of islands in the language de.
