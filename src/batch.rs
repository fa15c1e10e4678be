//! Discover, plan, run, collect. The only room that knows rayon.
