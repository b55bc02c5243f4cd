# The texts of islands in the language fr.
