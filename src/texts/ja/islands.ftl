# The texts of islands in the language ja.
