//! What do the accounts of a test post? News that have nothing in common but by design.

/// Words that no two posts share by chance.
pub const STORIES: [&str; 12] = [
    "Storm closes the harbour",
    "Council votes on the school budget",
    "Two bakeries win a prize",
    "River path floods again",
    "New tram line opens on Monday",
    "Library extends its hours",
    "Museum shows early photographs",
    "Fire brigade seeks volunteers",
    "Orchestra plays in the park",
    "Bridge is painted until June",
    "Market moves to the square",
    "Swimming pool has a new roof",
];
