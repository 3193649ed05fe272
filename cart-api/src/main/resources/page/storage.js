// What survives a reload. A browser that keeps nothing still has a shop.

const memory = new Map();

/** Undefined if there is nothing, or nothing that can be read. */
export function load(name) {
  try {
    return JSON.parse(localStorage.getItem(`tillstream.${name}`)) ?? undefined;
  } catch {
    return memory.get(name);
  }
}

/** Null forgets it. */
export function save(name, value) {
  memory.set(name, value ?? undefined);
  try {
    if (value === null) {
      localStorage.removeItem(`tillstream.${name}`);
    } else {
      localStorage.setItem(`tillstream.${name}`, JSON.stringify(value));
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
