// What survives a reload. A browser that keeps nothing still has a shop.

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
  try {
    return JSON.parse(store().getItem(`tillstream.${name}`)) ?? undefined;
  } catch {
    return memory.get(name);
  }
}

function write(store, name, value) {
  memory.set(name, value ?? undefined);
  try {
    if (value === null || value === undefined) {
      store().removeItem(`tillstream.${name}`);
    } else {
      store().setItem(`tillstream.${name}`, JSON.stringify(value));
    }
  } catch {
    // kept in memory until the page goes
  }
}

/** When another tab of this shop changes it. */
export function onOtherTab(name, listener) {
  addEventListener('storage', (event) => {
    if (event.key === `tillstream.${name}`) {
      listener(load(name));
    }
  });
}
