# The texts of device in the language ja.
