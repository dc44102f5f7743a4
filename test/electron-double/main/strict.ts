/** Members that the language itself looks for on any object. */
const asked = new Set(['then', 'toJSON', 'constructor', 'nodeType', '$$typeof', 'asymmetricMatch'])

/**
 * Makes reading a member that the double does not have an error. An app that calls something the double lacks must fail
 * in the test, not pass on an `undefined`. Writing stays allowed: that is how tests stub.
 */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, key, receiver): unknown {
      if (key in target || typeof key === 'symbol' || asked.has(key))
        return Reflect.get(target, key, receiver)
      throw new Error(`electron double: ${name}.${key} is not there`)
    },
  })
}

/** A service of the desktop that a test has to stand in for, the same way it would with a real Electron. */
export function needsStub(name: string): () => never {
  return () => {
    throw new Error(`electron double: ${name} has no desktop to act on; stub it with app.evaluate()`)
  }
}
