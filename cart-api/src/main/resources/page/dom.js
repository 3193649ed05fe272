// The little that is needed to build a page by hand. Text only ever becomes a text node.

/** An element. Props: `on…` are listeners, the rest attributes; null, undefined and false are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets what changes only if it changes: a screen reader and a selection stay where they are. */
export function text(node, value) {
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

/** One child per item, kept by key, so that focus survives a refresh. `create` returns a node with an `update(item)`. */
export function keyed(parent, items, keyOf, create) {
  const known = new Map([...parent.children].filter((node) => node.key).map((node) => [node.key, node]));
  [...parent.children].filter((node) => !node.key).forEach((node) => node.remove());
  items.forEach((item, index) => {
    const key = keyOf(item);
    const node = known.get(key) ?? Object.assign(create(item), { key });
    known.delete(key);
    node.update(item);
    if (parent.children[index] !== node) {
      parent.insertBefore(node, parent.children[index] ?? null);
    }
  });
  known.forEach((node) => node.remove());
}

const ICONS = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  alert: 'M12 7v6.5M12 17.2v.3',
  minus: 'M6 12h12',
  plus: 'M6 12h12M12 6v12',
  cart: 'M6 8h12l-1 11H7L6 8zM9 8a3 3 0 0 1 6 0',
  person: 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  lost: 'M4.5 9.5a11 11 0 0 1 15 0M8 13a6 6 0 0 1 8 0M12 17.4v.2M4 4l16 16',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** Tells a screen reader. */
export function announce(words) {
  document.getElementById('announcer').textContent = words;
}

/** A value that tells its readers when it changes. */
export function cell(value) {
  const readers = [];
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      readers.forEach((reader) => reader(value));
    },
    subscribe(reader) {
      readers.push(reader);
      reader(value);
    },
  };
}
