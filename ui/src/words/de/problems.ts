// Was sagt jeder Fehler? Ursache, Folge, nächster Schritt.
import type { Problems } from '../en/problems'

export const problems = {} as Problems
