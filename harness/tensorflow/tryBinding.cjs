// Loads the native module that was built, in a process of its own: node tryBinding.cjs BINDING PACKAGE_JSON
const [binding, manifest] = process.argv.slice(2)
process.stdout.write(JSON.stringify({ version: require(manifest).version, library: require(binding).TF_Version }))
