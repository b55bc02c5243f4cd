//! What a page may ask of the server: a guard and one call each.
