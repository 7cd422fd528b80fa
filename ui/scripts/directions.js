// Which folder of src/ may import which? Arrows point down and none runs sideways between rooms.
import path from 'node:path'

/** Folder → what it may import besides itself and packages. */
const MAY = {
  lib: ['contract'],
  contract: [],
  design: [],
  host: ['contract', 'lib'],
  words: ['contract', 'lib'],
  state: ['host', 'contract', 'lib', 'words'],
  parts: ['words', 'lib', 'design', 'contract'],
  flows: ['parts', 'state', 'words', 'lib', 'contract'],
  rooms: ['flows', 'parts', 'state', 'words', 'lib', 'contract'],
  shell: ['flows', 'parts', 'state', 'words', 'lib', 'contract', 'rooms'],
  gallery: ['flows', 'parts', 'state', 'words', 'lib', 'contract', 'design', 'host', 'shell', 'rooms'],
}

const SRC = `${path.sep}src${path.sep}`

/** Path below src/, or null. */
function below(file) {
  const at = file.lastIndexOf(SRC)
  return at < 0 ? null : file.slice(at + SRC.length).split(path.sep)
}

function check(context, node, source) {
  const file = context.filename
  const from = below(file)
  // Tests and the composition at the top of src/ may know everything.
  const test = /\.test\.ts$/.test(file) || from?.at(-1) === 'testing.ts'
  if (from === null || from.length < 2 || test) return
  if (source.startsWith('@tauri-apps/')) {
    if (from[0] !== 'host') context.report({ node, message: 'only host/ speaks to @tauri-apps' })
    return
  }
  let to
  if (source.startsWith('@/')) to = source.slice(2).split('/')
  else if (source.startsWith('.')) to = below(path.resolve(path.dirname(file), source))
  else return
  if (!to) return
  const [mine, target] = [from[0], to[0]]
  if (mine === target) {
    if (mine === 'rooms' && from[1] !== to[1] && from.length > 2)
      context.report({ node, message: `rooms/${from[1]} may not import rooms/${to[1]}` })
    return
  }
  if (!(MAY[mine] ?? []).includes(target))
    context.report({ node, message: `${mine}/ may not import ${target}/ (scripts/directions.js)` })
}

export const directions = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const on = (node) => node.source && check(context, node, String(node.source.value))
    return {
      ImportDeclaration: on,
      ExportNamedDeclaration: on,
      ExportAllDeclaration: on,
      ImportExpression: (node) =>
        node.source.type === 'Literal' && check(context, node, String(node.source.value)),
    }
  },
}
