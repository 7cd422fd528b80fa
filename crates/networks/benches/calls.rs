//! What does one call cost in CPU, beside the wire? Signing, and classifying an answer.
fn main() {
    divan::main();
}
