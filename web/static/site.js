// What the page does beyond plain links and forms. It works without any of this.
(() => {
  'use strict';
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  let announcement = 0;
  let latest = null; // the request that was made last: what an older one says about boxes is out of date
  let slow = 0;
  let turned = false; // whether the link that was followed turns the page
  let asked = null; // the words of the last request: typing that changes nothing asks nothing

  // Settings are remembered; all are on at first.
  const isOn = (name) => localStorage.getItem(`broadsheet.${name}`) !== 'off';
  const showSettings = () => {
    for (const box of all('[data-setting]')) {
      box.checked = isOn(box.dataset.setting);
      box.closest('.settings').hidden = false;
    }
  };
  document.addEventListener('change', (event) => {
    const name = event.target.dataset?.setting;
    if (name) localStorage.setItem(`broadsheet.${name}`, event.target.checked ? 'on' : 'off');
  });
  // The first look into localStorage waits for the browser's disk: not before the page stands.
  (window.requestIdleCallback ?? setTimeout)(showSettings);

  // What a reader has opened or shut stays so when an answer comes: details, and the list below the query box.
  const kept = (elt, name) => (elt.tagName === 'DETAILS' && name === 'open')
    || (elt.id === 'q' && ['aria-expanded', 'aria-activedescendant'].includes(name));
  // Only what is in use is morphed, node by node, so that no click and no focus is lost. The rest is replaced at once,
  // which takes a tenth of the time.
  const isReplaced = (old, fresh) => {
    if (old.id !== 'main' && !old.classList?.contains('facet')) return false;
    if (old.contains(document.activeElement) || old.matches(':active')) return false;
    for (const part of all('details[id]', fresh)) part.open = document.getElementById(part.id)?.open ?? part.open;
    old.replaceChildren(...fresh.childNodes);
    return true;
  };
  window.htmx?.registerExtension('page', {
    htmx_before_morph_attr: (elt, detail) => !kept(elt, detail.attrName),
    htmx_before_morph_node: (elt, detail) => !isReplaced(detail.oldNode, detail.newNode),
    htmx_before_process: () => !$('#search[data-htmx-powered]'), // the form is all that htmx drives: it would look at each link
  });

  // Requests: short addresses, no history of keystrokes, and no typed word lost to a click on a link.
  document.addEventListener('htmx:config:request', (event) => {
    const { ctx } = event.detail;
    const box = $('#q');
    if (ctx.request.form?.id === 'search') {
      for (const [name, value] of [...ctx.request.body]) if (value === '') ctx.request.body.delete(name);
      if (ctx.sourceEvent.type === 'input') {
        if (!isOn('live') || box.value.trim().length === 1 || box.value === asked) return event.preventDefault();
        ctx.push = null;
        ctx.replace = 'true';
      }
      asked = box.value;
    } else if (box && box.value !== box.defaultValue && ctx.sourceElement.closest?.('#page')) {
      const url = new URL(ctx.request.action, location.href);
      if (url.pathname === '/search' && (url.searchParams.get('q') ?? '') === box.defaultValue) {
        url.searchParams.delete('q');
        const words = box.value ? new URLSearchParams({ q: box.value }) + '&' : '';
        ctx.request.action = `${url.pathname}?${words}${url.searchParams}`.replace(/[?&]$/, '');
        asked = box.value;
      }
    }
  });

  // What was ticked by hand keeps its own state in the DOM: after an answer the answer's state holds.
  const settle = () => {
    for (const box of all('#page input[type=checkbox]:not([data-setting])')) box.checked = box.defaultChecked;
    for (const day of all('#page input[type=date]')) if (day !== document.activeElement) day.value = day.defaultValue;
    const box = $('#q');
    if (!box || box === document.activeElement) return;
    box.value = asked = box.defaultValue;
  };
  const announce = () => {
    clearTimeout(announcement);
    announcement = setTimeout(() => { $('#status').textContent = $('#count')?.textContent.trim() ?? ''; }, 1200);
  };
  document.addEventListener('htmx:after:swap', (event) => {
    if (event.detail.ctx !== latest) return;
    settle();
    showSettings();
    announce();
    if (event.detail.ctx.fromPager) {
      $('#main').focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: 'instant' });
    }
  });
  document.addEventListener('htmx:before:request', (event) => {
    latest = event.detail.ctx;
    latest.fromPager = turned;
    turned = false;
    $('#page')?.setAttribute('aria-busy', 'true');
    clearTimeout(slow);
    slow = setTimeout(() => lost(true, $('#lost').dataset.slow), 4000);
  });
  document.addEventListener('htmx:finally:request', (event) => {
    if (event.detail.ctx !== latest) return;
    clearTimeout(slow);
    $('#page')?.removeAttribute('aria-busy');
  });
  const lost = (is, words = $('#lost').dataset.words) => {
    $('#lost').hidden = !is;
    $('#lost p').textContent = is ? words : '';
  };
  document.addEventListener('htmx:error', (event) => {
    if (event.detail?.ctx && event.detail.ctx !== latest) return; // an older request gave way to a newer one
    asked = null;
    lost(true);
  });
  document.addEventListener('htmx:after:request', () => lost(false));
  addEventListener('offline', () => lost(true));
  addEventListener('online', () => lost(false));
  $('#lost button').addEventListener('click', () => {
    lost(false);
    if ($('#search') && window.htmx) $('#search').requestSubmit();
    else location.reload();
  });

  // A link from results to results changes the page in place; one listener for all of them, also for the bars.
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('#page a[href^="/search"]');
    if (!link || link.closest('[hx-ignore]') || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !window.htmx) return;
    event.preventDefault();
    turned = !!link.closest('.pager');
    htmx.ajax('GET', link.getAttribute('href'), { source: '#page', target: '#page', select: '#page', swap: 'outerMorph', push: 'true' });
  });

  // Dragging over the bars chooses the days from the first bar to the last one.
  let drag = null;
  const barAt = (chart, x) => {
    const { left, width } = chart.getBoundingClientRect();
    const bars = all('a', chart);
    const across = ((x - left) / width) * chart.viewBox.baseVal.width;
    const middle = (bar) => { const { x: from, width: size } = $('.slot', bar); return from.baseVal.value + size.baseVal.value / 2; };
    return bars.reduce((best, bar) => (Math.abs(middle(bar) - across) < Math.abs(middle(best) - across) ? bar : best));
  };
  const span = (one, other) => (one.dataset.from <= other.dataset.from ? [one, other] : [other, one]);
  document.addEventListener('pointerdown', (event) => {
    const chart = event.target.closest?.('[data-brush]');
    if (!chart || event.button !== 0 || !window.htmx) return;
    drag = { chart, from: event.clientX, first: barAt(chart, event.clientX), last: null };
  });
  document.addEventListener('dragstart', (event) => { if (drag) event.preventDefault(); });
  document.addEventListener('pointermove', (event) => {
    if (!drag || (!drag.last && Math.abs(event.clientX - drag.from) < 6)) return;
    drag.last = barAt(drag.chart, event.clientX);
    const [first, last] = span(drag.first, drag.last);
    for (const bar of all('a', drag.chart)) {
      bar.classList.toggle('chosen', bar.dataset.from >= first.dataset.from && bar.dataset.to <= last.dataset.to);
    }
  });
  document.addEventListener('pointerup', () => {
    const done = drag;
    drag = null;
    if (!done?.last) return;
    addEventListener('click', (event) => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
    setTimeout(() => dispatchEvent(new Event('click')), 0); // if the browser makes no click of the drag, the guard goes
    const [first, last] = span(done.first, done.last);
    $('#from').value = first.dataset.from;
    $('#to').value = last.dataset.to;
    $('#search').requestSubmit();
  });

  // What a link leads to, opened in place; the link stays a link.
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-opens]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
    event.preventDefault();
    event.stopPropagation();
    const place = document.getElementById(link.dataset.opens);
    const isOpen = link.getAttribute('aria-expanded') === 'true';
    link.setAttribute('aria-expanded', !isOpen);
    if (isOpen) return place.replaceChildren();
    htmx.ajax('GET', link.getAttribute('href'), { source: 'body', target: `#${place.id}`, select: link.dataset.takes, swap: 'innerHTML' });
  }, true);

  // A quotation: the words that are marked in the text, with their place; without any, the article's address in words.
  const quoted = () => {
    const address = $('#quotation').textContent;
    const chosen = getSelection();
    const text = $('.reading .text');
    if (chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return address;
    const range = chosen.getRangeAt(0);
    const offset = (node, at) => {
      let before = 0;
      for (const paragraph of all('p', text)) {
        if (paragraph.contains(node)) {
          const part = document.createRange();
          part.setStart(paragraph, 0);
          part.setEnd(node, at);
          return before + [...part.toString()].length;
        }
        before += [...paragraph.textContent].length + 2; // a blank line stands between paragraphs
      }
      return before;
    };
    const [first, last] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    return `“${chosen.toString().trim()}” ${address}; ${$('#quotation').dataset.characters} ${first}–${last}; ${location.origin}${location.pathname}`;
  };
  if ($('#copy')) {
    $('.copying').hidden = false;
    $('#copy').addEventListener('mousedown', (event) => event.preventDefault()); // the selection stays
    $('#copy').addEventListener('click', async () => {
      await navigator.clipboard.writeText(quoted());
      $('#status').textContent = $('#copy').textContent = $('#copy').dataset.done;
    });
  }

  // Evidence: the words of a value light up in the text while the value is pointed at, focused or open.
  const light = (event, on) => {
    const value = event.target.closest?.('[data-lights]');
    if (!value) return;
    for (const words of all('[data-why]')) {
      if (words.dataset.why.split(' ').includes(value.dataset.lights)) words.classList.toggle('lit', on || !!$('details[open]', value));
    }
  };
  for (const name of ['mouseover', 'focusin']) document.addEventListener(name, (event) => light(event, true));
  for (const name of ['mouseout', 'focusout']) document.addEventListener(name, (event) => light(event, false));
  document.addEventListener('toggle', (event) => light(event, event.target.open), true);

  // Matches: from one to the next.
  let place = 0;
  const walk = (step) => {
    const marks = all('mark[id]').filter((mark) => /^m\d+$/.test(mark.id));
    if (!marks.length) return;
    place = place === 0 && step < 0 ? marks.length : ((place - 1 + step + marks.length) % marks.length) + 1;
    all('mark.here').forEach((mark) => mark.classList.remove('here'));
    marks[place - 1].classList.add('here');
    marks[place - 1].scrollIntoView({ block: 'center' });
    $('#walk-place').textContent = `${place} / ${marks.length}`;
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('#walk-next, #walk-prev');
    if (!link) return;
    event.preventDefault();
    walk(link.id === 'walk-next' ? 1 : -1);
  });

  // Suggestions: a combobox (ARIA 1.2). Late answers are dropped.
  const RECENT = 'broadsheet.recent';
  const recent = () => JSON.parse(localStorage.getItem(RECENT) ?? '[]');
  let hunting = null;
  let pause = 0;
  // Thousands as the page writes them; Intl would take 20 ms to begin with.
  const grouped = (count) => String(count ?? '').replace(/\B(?=(\d{3})+$)/g, $('#suggestions').dataset.thousands);
  const options = () => all('#suggestions [role=option]');
  const shut = () => {
    clearTimeout(pause);
    hunting?.abort();
    $('#suggestions').hidden = true;
    $('#q').setAttribute('aria-expanded', 'false');
    $('#q').removeAttribute('aria-activedescendant');
  };
  const show = (items) => {
    const list = $('#suggestions');
    if (!items.length || document.activeElement !== $('#q')) return shut();
    list.replaceChildren(...items.map((item, place) => {
      const option = document.createElement('li');
      option.id = `suggestion-${place}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset.url = item.url;
      for (const [name, text] of [['bdi', item.text], ['small', item.kind], ['span', grouped(item.count)]]) {
        if (text) option.append(Object.assign(document.createElement(name), { textContent: text }), ' ');
      }
      return option;
    }));
    list.hidden = false;
    $('#q').setAttribute('aria-expanded', 'true');
  };
  const words = (item) => ({ ...item, kind: $('#suggestions').dataset[item.kind] ?? item.kind });
  const hunt = async () => {
    hunting?.abort();
    hunting = new AbortController();
    const box = $('#q');
    const asking = box.value;
    const old = recent().filter((text) => text !== asking && text.toLowerCase().startsWith(asking.toLowerCase())).slice(0, asking ? 2 : 6)
      .map((text) => ({ kind: 'recent', text, url: `/search?${new URLSearchParams({ q: text })}` }));
    if (asking.trim().length < 2) {
      if (old.length) old.push({ kind: '', text: $('#suggestions').dataset.forget, url: '#forget' });
      return show(old.map(words));
    }
    try {
      const here = new URLSearchParams(location.pathname === '/search' ? location.search : '');
      here.set('q', asking);
      here.delete('page');
      const answer = await fetch(`/api/v1/suggest?${here}`, { signal: hunting.signal });
      const { suggestions } = await answer.json();
      if (box.value === asking) show([...old, ...suggestions].slice(0, 8).map(words));
    } catch {
      shut();
    }
  };
  const take = (option) => {
    const { url } = option.dataset;
    shut();
    if (url === '#forget') localStorage.removeItem(RECENT);
    else location.assign(url);
  };
  document.addEventListener('input', (event) => {
    if (event.target.id !== 'q') return;
    clearTimeout(pause);
    pause = setTimeout(hunt, 120);
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.id !== 'q') return;
    const list = options();
    const isOpen = !$('#suggestions').hidden;
    const at = list.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      return shut();
    }
    if (event.key === 'Enter') {
      if (isOpen && at >= 0) {
        event.preventDefault();
        return take(list[at]);
      }
      return shut();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!isOpen) return hunt();
    const next = event.key === 'ArrowDown' ? at + 1 : at < 0 ? list.length - 1 : at - 1;
    list.forEach((option, place) => option.setAttribute('aria-selected', place === next));
    if (list[next]) $('#q').setAttribute('aria-activedescendant', list[next].id);
    else $('#q').removeAttribute('aria-activedescendant');
  });
  document.addEventListener('mousedown', (event) => {
    const option = event.target.closest?.('#suggestions [role=option]');
    if (!option || event.button !== 0) return;
    event.preventDefault();
    take(option);
  });
  document.addEventListener('focusout', (event) => { if (event.target.id === 'q') shut(); });
  document.addEventListener('submit', (event) => {
    const text = $('#q', event.target)?.value.trim();
    if (text) localStorage.setItem(RECENT, JSON.stringify([text, ...recent().filter((old) => old !== text)].slice(0, 20)));
  }, true);

  // Keys.
  const hits = (step) => {
    const links = all('.hit h3 a');
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  };
  const keys = {
    '/': () => { $('#q')?.focus(); $('#q')?.select(); },
    j: () => hits(1),
    k: () => hits(-1),
    o: () => document.activeElement?.closest('.hit h3 a')?.click(),
    f: () => $('#filters input:not([type=hidden])')?.focus(),
    '?': () => { const help = $('#help'); if (help) help.open = !help.open; },
    n: () => walk(1),
    p: () => walk(-1),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const act = isOn('keys') && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
