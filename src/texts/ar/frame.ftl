# The texts of frame in the language ar.
