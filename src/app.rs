//! The root component: which view a page shows.
