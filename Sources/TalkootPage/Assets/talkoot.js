// The page works without this. It adds: signing in by the link, the changes of others as they come, and keys.
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const body = document.body;

  // Signing in: the code is after the #, which no server and no log has seen; from here it leaves the address.
  const signIn = byId('sign-in');
  if (signIn && location.hash.length > 1) {
    const code = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
    byId('code').value = code;
    signIn.submit();
  }

  const address = new URL(location.href);
  if (address.searchParams.has('done')) {
    address.searchParams.delete('done');
    history.replaceState(null, '', address);
  }

  // Keys
  const dialog = byId('keys');
  const isTyping = (target) => target.closest('input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]');
  const areKeysOn = () => localStorage.getItem('keys') !== 'off';
  if (dialog) {
    const box = byId('keys-on');
    box.checked = areKeysOn();
    box.addEventListener('change', () => localStorage.setItem('keys', box.checked ? 'on' : 'off'));
  }
  let wasG = 0;
  document.addEventListener('keydown', (event) => {
    if (!dialog || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') { event.preventDefault(); return dialog.open ? dialog.close() : dialog.showModal(); }
    if (!areKeysOn() || dialog.open) return;
    if (event.key === '/') { event.preventDefault(); return byId('find').focus(); }
    if (event.key === 'g' && Date.now() - wasG > 1200) { wasG = Date.now(); return; }
    if (Date.now() - wasG > 1200) return;
    wasG = 0;
    const link = [...document.querySelectorAll('nav.sections a')].find((a) => a.dataset.key === event.key);
    if (link) { event.preventDefault(); link.click(); }
  });

  // What others write, as it comes
  const say = (text) => { const news = byId('news'); if (news && news.textContent !== text) news.textContent = text; };

  const isDirty = (field) => {
    if (field.type === 'hidden' || field.type === 'submit') return false;
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.tagName === 'SELECT') return [...field.options].some((o) => o.selected !== o.defaultSelected) && !wasUntouched(field);
    return field.value !== field.defaultValue;
  };
  // A select without a chosen option shows its first.
  const wasUntouched = (field) => ![...field.options].some((o) => o.defaultSelected) && field.selectedIndex <= 0;

  // The one stretch in which two texts differ.
  const stretch = (from, to) => {
    let start = 0;
    const least = Math.min(from.length, to.length);
    while (start < least && from[start] === to[start]) start += 1;
    let end = 0;
    while (end < least - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
    return { start, end: from.length - end, text: to.slice(start, to.length - end) };
  };

  // What was written here and there since `base`, as one text; null where both wrote in one place.
  const merged = (base, mine, theirs) => {
    const [a, b] = [stretch(base, mine), stretch(base, theirs)];
    if (a.end <= b.start && !(a.start === b.start && a.end === b.end)) return mine.slice(0, b.start + mine.length - base.length) + b.text + mine.slice(b.end + mine.length - base.length);
    if (b.end <= a.start && !(a.start === b.start && a.end === b.end)) return mine.slice(0, b.start) + b.text + mine.slice(b.end);
    return null;
  };

  // Puts a text into a field; the cursor stays at the letters it was at.
  const put = (field, text) => {
    const change = stretch(field.value, text);
    const moved = (place) => (place <= change.start ? place : place >= change.end ? place + change.text.length - (change.end - change.start) : change.start + change.text.length);
    const selection = document.activeElement === field ? [moved(field.selectionStart), moved(field.selectionEnd), field.scrollTop] : null;
    field.value = text;
    if (selection) { field.setSelectionRange(selection[0], selection[1]); field.scrollTop = selection[2]; }
  };

  // A form in which somebody writes: theirs goes into the fields as a whole, or waits for the form to be sent.
  const mergeForm = (form, next) => {
    const fields = [...form.elements].filter((f) => f.name && f.type !== 'hidden');
    const news = [];
    for (const field of fields) {
      const other = [...next.elements].find((f) => f.name === field.name && f.value !== undefined && f.type === field.type);
      if (!other) return say(body.dataset.held);
      if (field.tagName !== 'TEXTAREA') {
        if (isDirty(field) && field.defaultValue !== other.defaultValue) return say(body.dataset.held);
        continue;
      }
      if (other.value === field.defaultValue) continue;
      const text = isDirty(field) ? merged(field.defaultValue, field.value, other.value) : other.value;
      if (text === null) return say(body.dataset.held);
      news.push([field, other.value, text]);
    }
    for (const [field, base, text] of news) { const value = field.value; field.defaultValue = base; field.value = value; put(field, text); }
    for (const field of form.querySelectorAll('input[type=hidden]')) {
      const other = next.querySelector(`input[type=hidden][name="${field.name}"]`);
      if (other) field.value = other.value;
    }
    if (news.length) say(body.dataset.merged);
  };

  const isKin = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || '') === (b.id || '');

  const update = (from, to) => {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== 1) { from.nodeValue = to.nodeValue; return; }
    if (from.tagName === 'FORM' && ([...from.elements].some(isDirty) || from.contains(document.activeElement) && document.activeElement.tagName === 'TEXTAREA')) return mergeForm(from, to);
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
    for (const { name, value } of [...to.attributes]) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    if (from.tagName === 'TEXTAREA') { from.defaultValue = to.defaultValue; put(from, to.value); return; }
    if (from.tagName === 'INPUT' && from.value !== to.value && from.type !== 'checkbox' && from.type !== 'radio') from.value = to.value;
    children(from, to);
  };

  const children = (from, to) => {
    const named = new Map([...from.children].filter((c) => c.id).map((c) => [c.id, c]));
    let here = from.firstChild;
    for (const next of [...to.childNodes]) {
      const twin = next.id && named.get(next.id);
      if (twin && twin.nodeName === next.nodeName) {
        if (twin === here) here = here.nextSibling; else from.insertBefore(twin, here);
        update(twin, next);
      } else if (here && isKin(here, next)) {
        const old = here;
        here = here.nextSibling;
        update(old, next);
      } else {
        const fresh = document.importNode(next, true);
        if (fresh.nodeType === 1) fresh.classList.add('fresh');
        from.insertBefore(fresh, here);
      }
    }
    while (here) { const old = here; here = here.nextSibling; old.remove(); }
  };

  let isBusy = false;
  let isAgain = false;
  const refresh = async () => {
    if (isBusy) { isAgain = true; return; }
    isBusy = true;
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      if (answer.status === 401) return location.reload();
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const main = next.getElementById('main');
      if (main) children(byId('main'), main);
      document.dispatchEvent(new Event('talkoot:updated'));
    } catch { /* the stream says when the node is back */ } finally {
      isBusy = false;
      if (isAgain) { isAgain = false; refresh(); }
    }
  };

  if (body.dataset.live) {
    let stream = null;
    const close = () => { if (stream) stream.close(); stream = null; };
    const open = () => {
      if (stream) return;
      let isFirst = true;
      stream = new EventSource(body.dataset.live);
      stream.addEventListener('hello', () => { say(''); if (!isFirst) refresh(); isFirst = false; });
      stream.addEventListener('change', refresh);
      stream.onerror = () => { if (!document.hidden) say(body.dataset.lost); };
    };
    // A browser keeps six connections to one place: pages that nobody looks at give theirs back.
    document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else { open(); refresh(); } });
    window.addEventListener('pagehide', close);
    if (!document.hidden) open();
  }
})();
