'use strict';
(() => {
  const root = new URL('.', document.currentScript.src).href;
  const most = 30;
  const form = document.getElementById('search');
  const query = document.getElementById('query');
  const count = document.getElementById('count');
  const found = document.getElementById('found');
  let index = null;

  /** Loads what is searched once somebody searches. */
  function load() {
    if (!document.getElementById('index')) {
      const script = document.createElement('script');
      script.id = 'index';
      script.src = root + 'search.js';
      script.onload = () => {
        index = window.posttlsLintIndex.map(([kind, page, title, about, words]) => ({
          kind, page, title, about, name: title.toLowerCase(),
          text: plain(about + ' ' + words),
        }));
        search();
      };
      script.onerror = () => { count.textContent = 'search.js cannot be loaded'; };
      document.head.append(script);
    }
  }

  /** Words with a blank before each, so that the beginning of one can be told from its middle. */
  function plain(text) {
    return ' ' + text.toLowerCase().replace(/[\s"'(),;:[\]]+/g, ' ');
  }

  /** How well an entry fits; 0 if it has fewer of the words. */
  function weigh(entry, words, text, least) {
    const has = words.filter(word => entry.name.includes(word) || entry.text.includes(' ' + word));
    if (has.length < least) {
      return 0;
    }
    const about = plain(entry.about);
    return 1
      + (has.length - least) * 10
      + (entry.name === text ? 100 : entry.name.startsWith(text) ? 30 : 0)
      + words.filter(word => entry.name.includes(word)).length * 5
      + words.filter(word => about.includes(' ' + word)).length * 3
      + (entry.kind === 'former rule' ? -3 : entry.kind === 'guide' ? 0 : 1);
  }

  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) {
      made.className = kind;
    }
    return made;
  }

  function search() {
    const text = query.value.trim().toLowerCase();
    found.replaceChildren();
    if (text === '' || !index) {
      count.textContent = text === '' ? '' : 'Loading…';
      return;
    }
    // short words are not in the index
    const all = plain(text).trim().split(' ');
    const long = all.filter(word => word.length > 2);
    const words = long.length > 0 ? long : all;
    const having = least => index
      .map(entry => ({ entry, weight: weigh(entry, words, text, least) }))
      .filter(hit => hit.weight > 0)
      .sort((a, b) => b.weight - a.weight || (a.entry.name < b.entry.name ? -1 : 1));
    let hits = having(words.length);
    // a message as it was printed has names and values that no page has
    const isPart = hits.length === 0 && words.length > 4;
    if (isPart) {
      hits = having(Math.ceil(words.length * 0.6));
    }
    count.textContent = hits.length === 0 ? 'Nothing was found.'
      : isPart ? 'Nothing has all of these words; found for most of them:'
      : hits.length > most ? `The first ${most} of ${hits.length}` : `${hits.length} found`;
    for (const { entry } of hits.slice(0, most)) {
      const link = document.createElement('a');
      link.href = root + entry.page;
      link.append(element('b', entry.title), ' ', element('span', entry.kind));
      if (entry.about) {
        link.append(element('span', entry.about, 'about'));
      }
      const item = document.createElement('li');
      item.append(link);
      found.append(item);
    }
  }

  /** Arrows walk through the results, Escape leaves them. */
  function walk(event) {
    const links = [query, ...found.querySelectorAll('a')];
    const here = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && here + step >= 0 && here + step < links.length) {
      links[here + step].focus();
      event.preventDefault();
    } else if (event.key === 'Escape') {
      query.value = '';
      search();
      query.focus();
    }
  }

  form.hidden = false;
  query.addEventListener('focus', () => { load(); search(); });
  query.addEventListener('input', () => { load(); search(); });
  form.addEventListener('keydown', walk);
  form.addEventListener('submit', event => {
    event.preventDefault();
    const first = found.querySelector('a');
    if (first) {
      first.click();
    }
  });
  found.addEventListener('click', event => {
    if (event.target.closest('a')) {
      // a link to a heading of this page loads nothing anew
      query.value = '';
      setTimeout(search);
    }
  });
  document.addEventListener('click', event => {
    if (!event.target.closest('#search')) {
      found.replaceChildren();
      count.textContent = '';
    }
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, textarea, select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
    }
  });
})();
