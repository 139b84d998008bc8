/* What opens by itself: the card of who calls. One line to the server for all tabs of a browser;
 * the tab that holds the lock listens and tells the others. Nothing here touches what is typed.
 * Attributes it reads:
 *	[data-call-panel]             where the card goes; elsewhere it lies over the corner of the page
 *	[data-call] data-version data-over   of the card: which call; over = no longer this person's
 *	[data-live="request"]          a list: renewed when one of its records changed. A row that is
 *	                  seen stays where it is; what is new waits behind a button
 *	[data-live]       what has no rows, as counters, renewed with it unless it holds the focus
 *	[data-topic="request"]         of such a one on a page without a list
 *	tr[data-id][data-version]      a row of such a list
 *	[data-emergency="着火、…"]     shown when one of the words is typed into the form.keep
 *	button[data-stopwatch] data-cadence  pressed at the first ring and again when the phone is lifted
 * ES2019. */
(function () {
	'use strict';
	var zh = /^zh/.test(document.documentElement.lang);
	var kept = function (name, value) {
		try {
			if (value === undefined)
				return sessionStorage.getItem(name);
			if (value === null)
				sessionStorage.removeItem(name);
			else
				sessionStorage.setItem(name, value);
		} catch (e) { /* a browser that keeps nothing */ }
		return null;
	};

	/* ---- the card ---- */
	var shown = { id: '', version: 0 }, asked = 0;

	function panel() {
		var place = document.querySelector('[data-call-panel]');
		var typed = document.querySelector('input[data-lookup]');
		return place && !(typed && typed.value) ? place : null;
	}

	function toast() {
		var el = document.getElementById('call-toast');
		if (el)
			return el.lastChild;
		el = document.createElement('aside');
		el.id = 'call-toast';
		el.className = 'toast';
		el.setAttribute('aria-label', zh ? '来电' : 'Incoming call');
		var close = document.createElement('button');
		close.type = 'button';
		close.className = 'small';
		close.textContent = zh ? '收起' : 'Close';
		close.addEventListener('click', function () {
			kept('anju-call-closed', shown.id);
			remove();
		});
		var body = document.createElement('div');
		body.setAttribute('role', 'status');
		el.appendChild(close);
		el.appendChild(body);
		document.body.appendChild(el);
		return body;
	}

	function remove() {
		var el = document.getElementById('call-toast');
		var place = document.querySelector('[data-call-panel]');
		if (el)
			el.remove();
		if (place && place.querySelector('[data-call]'))
			place.textContent = '';
		shown = { id: '', version: 0 };
		kept('anju-call', null);
	}

	function put(page, id) {
		var card = page.querySelector('[data-call]');
		if (!card || card.dataset.over) {
			if (id === shown.id)
				remove();
			return;
		}
		if (id === shown.id && Number(card.dataset.version) < shown.version)
			return;
		shown = { id: id, version: Number(card.dataset.version) };
		kept('anju-call', id);
		page.querySelectorAll('a[href^="/contacts/new"]').forEach(function (a) {
			if (a.getAttribute('href').indexOf('call_id=') < 0)
				a.setAttribute('href', a.getAttribute('href') + '&call_id=' + id);
		});
		var place = panel() || toast();
		place.textContent = '';
		while (page.body.firstChild)
			place.appendChild(document.adoptNode(page.body.firstChild));
		document.dispatchEvent(new CustomEvent('anju-card', { detail: id }));
	}

	function show(id) {
		var mine = ++asked;
		if (!/^\d+$/.test(id) || kept('anju-call-closed') === id)
			return;
		window.anju.fragment('/calls/' + id + '/card').then(function (page) {
			/* of two calls the later one shows */
			if (mine === asked || id === shown.id)
				put(page, id);
		}).catch(function () { /* the register of calls has it */ });
	}

	/* ---- lists that renew themselves ---- */
	var asking = 0, askedAt = 0, stale = false;
	var lists = function (from) {
		return Array.prototype.slice.call((from || document).querySelectorAll('[data-live]'));
	};
	var rowsOf = function (list) {
		return Array.prototype.slice.call(list.querySelectorAll('tr[data-id]'));
	};
	var holds = function (el) { return el.contains(document.activeElement); };

	function find(list, id) {
		return rowsOf(list).filter(function (row) { return row.dataset.id === id; })[0];
	}

	/* the link or box that had the focus, and the boxes that were ticked, in what comes instead */
	function swap(old, fresh) {
		var at = holds(old) && document.activeElement;
		var row = at && at.closest('tr[data-id]');
		var ticked = Array.prototype.map.call(old.querySelectorAll(':checked[name^="ids."]'),
			function (box) { return box.value; });
		fresh = document.adoptNode(fresh);
		old.replaceWith(fresh);
		fresh.querySelectorAll('[name^="ids."]').forEach(function (box) {
			box.checked = ticked.indexOf(box.value) >= 0;
		});
		row = row && (fresh.matches('tr') ? fresh : find(fresh, row.dataset.id));
		at = row && row.querySelector(at.matches('input') ? 'input' : 'a[href="' +
			at.getAttribute('href') + '"]');
		if (at)
			at.focus();
		return fresh;
	}

	function offer(list, count, fresh) {
		var bar = list.querySelector('.fresh-bar');
		if (!count)
			return bar && bar.remove();
		if (!bar) {
			bar = document.createElement('p');
			bar.className = 'fresh-bar';
			bar.setAttribute('role', 'status');
			bar.appendChild(document.createElement('button'));
			bar.firstChild.type = 'button';
			bar.firstChild.className = 'primary small';
			bar.firstChild.dataset.key = 'r';
			list.appendChild(bar);
		}
		bar.firstChild.textContent = zh ? '有 ' + count + ' 条新的，点此显示（R）'
			: count + ' new, show (R)';
		bar.firstChild.onclick = function () {
			var shown = rowsOf(list).map(function (row) { return row.dataset.id; });
			var held = holds(list) && !holds(bar);
			var now = swap(list, fresh), first = null;
			rowsOf(now).forEach(function (row) {
				if (shown.indexOf(row.dataset.id) < 0) {
					row.classList.add('fresh');
					first = first || row.querySelector('a');
				}
			});
			if (first && !held)
				first.focus();
			return false;
		};
		return bar;
	}

	function renew(list, fresh) {
		if (!list.dataset.live)
			return holds(list) || list.innerHTML === fresh.innerHTML || swap(list, fresh);
		var known = {};
		rowsOf(list).forEach(function (row) {
			var now = find(fresh, row.dataset.id);
			known[row.dataset.id] = true;
			row.classList.toggle('gone', !now);
			if (now && now.dataset.version !== row.dataset.version)
				swap(row, now.cloneNode(true)).classList.add('fresh');
		});
		return offer(list, rowsOf(fresh).filter(function (row) {
			return !known[row.dataset.id];
		}).length, fresh);
	}

	function readAgain() {
		asking = 0;
		askedAt = Date.now();
		stale = document.hidden;
		if (stale || !lists().length)
			return;
		window.anju.fragment(location.href).then(function (page) {
			var fresh = lists(page);
			lists().forEach(function (list, i) {
				if (fresh[i])
					renew(list, fresh[i]);
			});
		}).catch(function () { /* the next line tries again */ });
	}

	/* many changes at once are one look; not all screens of the office look at the same moment */
	function lookSoon() {
		if (!asking)
			asking = setTimeout(readAgain, Math.max(300, askedAt + 2000 - Date.now()) +
				Math.random() * 300);
	}
	document.addEventListener('visibilitychange', function () {
		if (stale && !document.hidden)
			lookSoon();
	});

	/* ---- hearing ---- */
	var channel = window.BroadcastChannel ? new BroadcastChannel('anju-live') : null;
	var source = null;

	/* said aloud, and asked for by the clock until the line stands again */
	var lost = null, polling = 0, losing = 0;

	function connection(gone) {
		if (gone) {
			/* a page that is being left loses its line too */
			losing = losing || setTimeout(sayLost, 3000);
			return;
		}
		clearTimeout(losing);
		clearInterval(polling);
		losing = 0;
		if (lost) {
			lost.remove();
			lost = null;
			lookSoon();
		}
	}

	function sayLost() {
		lost = document.createElement('p');
		lost.className = 'lost-line';
		lost.setAttribute('role', 'status');
		lost.textContent = zh ? '连接已断开，正在重连；列表每 15 秒更新一次'
			: 'Connection lost, trying again; lists are renewed each 15 seconds';
		document.body.appendChild(lost);
		polling = setInterval(readAgain, 15000);
	}

	function hear(message) {
		if (message.topic === 'call')
			show(message.id);
		else if (message.topic === 'reload' && kept('anju-call'))
			show(kept('anju-call'));
		if (message.topic === 'lost' || message.topic === 'open')
			connection(message.topic === 'lost');
		/* a first line knows nothing of what came since the page was made; that can wait a bit */
		if (message.topic === 'hello')
			setTimeout(lookSoon, 3000);
		if (message.topic === 'reload' || document.querySelector('[data-live="' +
			message.topic + '"], [data-topic="' + message.topic + '"]'))
			lookSoon();
	}

	function tell(topic, e) {
		var data = {};
		try {
			data = JSON.parse(e.data);
			localStorage.setItem('anju-live', e.lastEventId);
		} catch (error) { /* nothing is kept: the next line begins anew */ }
		spread({ topic: topic, id: String(data.id || '') });
	}

	function spread(message) {
		hear(message);
		if (channel)
			channel.postMessage(message);
	}

	function listen() {
		var last = '';
		try { last = localStorage.getItem('anju-live') || ''; } catch (e) { last = ''; }
		source = new EventSource('/events' + (last ? '?last=' + encodeURIComponent(last) : ''));
		['call', 'request', 'reload', 'hello'].forEach(function (topic) {
			source.addEventListener(topic, function (e) { tell(topic, e); });
		});
		source.onopen = function () { spread({ topic: 'open', id: '' }); };
		source.onerror = function () {
			if (!document.hidden || navigator.locks)
				spread({ topic: 'lost', id: '' });
			if (source && source.readyState === 2) /* signed out, or no room: later again */
				setTimeout(listen, 30000);
		};
	}

	function begin() {
		if (channel)
			channel.onmessage = function (e) { hear(e.data); };
		if (navigator.locks) {
			navigator.locks.request('anju-live', function () {
				listen();
				return new Promise(function () { /* held until the tab is closed */ });
			});
			return;
		}
		/* without locks (plain HTTP in the office's network): the tab that is looked at */
		var turn = function () {
			if (document.hidden && source) {
				source.close();
				source = null;
			} else if (!document.hidden && !source) {
				listen();
			}
		};
		document.addEventListener('visibilitychange', turn);
		turn();
	}
	if (window.EventSource && window.fetch && document.querySelector('.top')) {
		begin();
		if (kept('anju-call'))
			show(kept('anju-call'));
	}

	/* ---- emergency words ---- */
	function look(form) {
		var typed = '';
		form.querySelectorAll('textarea').forEach(function (t) { typed += t.value + '\n'; });
		document.querySelectorAll('[data-emergency]').forEach(function (card) {
			card.hidden = !card.dataset.emergency.split('、').some(function (word) {
				return word && typed.indexOf(word) >= 0;
			});
		});
	}
	document.addEventListener('input', function (e) {
		var form = e.target.closest && e.target.closest('form.keep');
		if (form && form.querySelector('[data-emergency]') && !e.isComposing)
			look(form);
	});
	document.addEventListener('compositionend', function (e) {
		var form = e.target.closest && e.target.closest('form.keep');
		if (form && form.querySelector('[data-emergency]'))
			look(form);
	});

	/* ---- the stopwatch key ---- */
	document.querySelectorAll('[data-stopwatch]').forEach(function (button) {
		var label = button.querySelector('span') || button, idle = label.textContent;
		var form = button.closest('form.keep');

		function draw() {
			var since = Number(kept('anju-ring'));
			button.setAttribute('aria-pressed', String(Boolean(since)));
			if (since)
				label.textContent = (zh ? '接起 ' : 'Lifted ') +
					Math.floor((Date.now() - since) / 1000) + ' s';
			else
				label.textContent = idle;
		}

		function stop(ms) {
			var rings = Math.floor(ms / (Number(button.dataset.cadence) || 5000)) + 1;
			kept('anju-ring', null);
			if (form && form.elements.rings) {
				form.elements.rings.value = rings;
				form.elements.answered_after_ms.value = ms;
			} else {
				location.assign('/contacts/new?rings=' + rings + '&answered_after_ms=' + ms);
			}
		}

		button.hidden = false;
		button.addEventListener('click', function () {
			var since = Number(kept('anju-ring'));
			/* pressed and forgotten: a phone does not ring for ten minutes */
			if (since && Date.now() - since < 600000)
				stop(Date.now() - since);
			else
				kept('anju-ring', String(Date.now()));
			draw();
		});
		setInterval(draw, 500);
		draw();
	});
}());
