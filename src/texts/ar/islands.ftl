# The texts of islands in the language ar.
