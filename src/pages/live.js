/* What opens by itself: the card of who calls. One line to the server for all tabs of a browser;
 * the tab that holds the lock listens and tells the others. Nothing here touches what is typed.
 * Attributes it reads:
 *	[data-call-panel]             where the card goes; elsewhere it lies over the corner of the page
 *	[data-call] data-version data-over   of the card: which call; over = no longer this person's
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
		fetch('/calls/' + id + '/card', { headers: { Accept: 'text/html', 'X-Fragment': '1' },
			credentials: 'same-origin' })
			.then(function (answer) {
				if (!answer.ok)
					throw new Error(String(answer.status));
				return answer.text();
			})
			.then(function (html) {
				/* of two calls the later one shows */
				if (mine === asked || id === shown.id)
					put(new DOMParser().parseFromString(html, 'text/html'), id);
			}).catch(function () { /* the register of calls has it */ });
	}

	/* ---- hearing ---- */
	var channel = window.BroadcastChannel ? new BroadcastChannel('anju-live') : null;
	var source = null;

	function hear(message) {
		if (message.topic === 'call')
			show(message.id);
		else if (message.topic === 'reload' && kept('anju-call'))
			show(kept('anju-call'));
	}

	function tell(topic, e) {
		var data = {};
		try {
			data = JSON.parse(e.data);
			localStorage.setItem('anju-live', e.lastEventId);
		} catch (error) { /* nothing is kept: the next line begins anew */ }
		var message = { topic: topic, id: String(data.id || '') };
		hear(message);
		if (channel)
			channel.postMessage(message);
	}

	function listen() {
		var last = '';
		try { last = localStorage.getItem('anju-live') || ''; } catch (e) { last = ''; }
		source = new EventSource('/events' + (last ? '?last=' + encodeURIComponent(last) : ''));
		['call', 'reload', 'hello'].forEach(function (topic) {
			source.addEventListener(topic, function (e) { tell(topic, e); });
		});
		source.onerror = function () {
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
	if (window.EventSource && window.fetch) {
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
