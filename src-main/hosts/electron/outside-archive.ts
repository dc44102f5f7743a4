/**
 * Where a file of the packaged app lies as a real file. Engine and workers run from there: sharp's WebAssembly build
 * starts threads by file name and onnxruntime loads libraries beside itself, which a path inside app.asar cannot serve.
 * electron-builder.yml puts out/main there a second time. From a source folder the path stays as it is.
 */
export function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}
