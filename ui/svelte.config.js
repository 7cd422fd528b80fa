// Runes everywhere: a component in the old syntax does not compile.
export default { compilerOptions: { runes: true } }
