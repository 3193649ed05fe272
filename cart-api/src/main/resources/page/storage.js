// What survives a reload. A browser that keeps nothing still has a shop.

/** What the browser did not take, such as when it is full. */
const memory = new Map();

/** Undefined if there is nothing, or nothing that can be read. */
export function load(name) {
  return read(() => localStorage, name);
}

/** Null forgets it. */
export function save(name, value) {
  write(() => localStorage, name, value);
}

/** What no other tab gets, and nobody who uses this browser later: such as an address. */
export const tab = {
  load: (name) => read(() => sessionStorage, name),
  save: (name, value) => write(() => sessionStorage, name, value),
};

function read(store, name) {
  if (memory.has(name)) {
    return memory.get(name);
  }
  try {
    return JSON.parse(store().getItem(`tillstream.${name}`)) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(store, name, value) {
  try {
    if (value === null || value === undefined) {
      store().removeItem(`tillstream.${name}`);
    } else {
      store().setItem(`tillstream.${name}`, JSON.stringify(value));
    }
    memory.delete(name);
  } catch {
    memory.set(name, value ?? undefined); // until the page goes
  }
}

/** When another tab of this shop changes it. */
export function onOtherTab(name, listener) {
  addEventListener('storage', (event) => {
    if (event.key === `tillstream.${name}`) {
      memory.delete(name);
      listener(load(name));
    }
  });
}
