// Loaded before anything else (`node --import`), in plain JavaScript, so that a Node too old to read TypeScript still says so clearly.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Kakehashi needs Node 24 or later; this is Node ${process.versions.node}.\n` +
      'Run "npm ci" without --omit=optional: it brings Node 26 with it. Then start through npm, for example "npm start".',
  )
  process.exit(1)
}
