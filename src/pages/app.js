/* What markup cannot do alone: clocks, keys, look-ups while typing, progress. Every page works
 * without it. Attributes it reads:
 *	html data-now="ms"            the server's time when the page was made
 *	html data-keys="off"          the person wants no single-letter keys
 *	.clock data-due data-from     ms; counts to data-due, amber at 70 % of the way
 *	data-key="n" "/ ctrl+k" "gh"  the key that follows the link, presses, focuses or opens
 *	input data-lookup="/callers/" data-min="7"   shows GET /callers/TEXT in #caller-card
 *	data-room data-name           in the card: puts them into the form's fields room and name
 *	form.keep                     asks before typed text is lost
 *	input[name=draft] data-keep="/drafts"   the form.keep is sent there while it is typed; the answer
 *	                              names the draft, [data-kept] says so
 *	button data-busy="正在保存…"   its text when the answer takes longer than 300 ms
 *	main data-refresh="20"        is replaced by itself, read anew, each 20 seconds
 *	data-poll="/imports/1/progress"   is replaced by that fragment each second
 *	.sign canvas   to sign in, where signature_pad was packed; fills the file beside it
 * ES2019. */
(function () {
	'use strict';
	var root = document.documentElement;
	var zh = /^zh/.test(root.lang);
	var all = function (css, from) {
		return Array.prototype.slice.call((from || document).querySelectorAll(css));
	};

	/* ---- clocks: from due instants and the server's time; a wrong PC clock does not matter ---- */
	var offset = (Number(root.dataset.now) || Date.now()) - Date.now();
	var two = function (n) { return (n < 10 ? '0' : '') + n; };

	/* 04:38 · 01:12:00 · 2 天 05:20; the server writes the same */
	function span(ms) {
		var s = Math.floor(Math.abs(ms) / 1000);
		var days = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
		if (days)
			return days + (zh ? ' 天 ' : ' d ') + two(h) + ':' + two(m);
		return (h ? two(h) + ':' : '') + two(m) + ':' + two(s % 60);
	}

	function tick() {
		if (document.hidden)
			return;
		var now = Date.now() + offset;
		all('.clock[data-due]').forEach(function (clock) {
			var due = Number(clock.dataset.due), from = Number(clock.dataset.from) || due;
			var used = due > from ? Math.min(Math.max((now - from) / (due - from), 0), 1) : 0;
			var late = now > due;
			var text = (late ? (zh ? '超 ' : 'late ') : '') + span(due - now);
			var at = clock.querySelector('b') || clock, fill = clock.querySelector('rect');
			if (at.textContent !== text)
				at.textContent = text;
			clock.classList.toggle('red', late);
			clock.classList.toggle('amber', !late && used >= 0.7);
			if (fill)
				fill.setAttribute('width', Math.round(fill.parentNode.getAttribute('width') *
					(late ? 1 : used)));
		});
	}
	tick();
	setInterval(tick, 1000);
	document.addEventListener('visibilitychange', tick);

	/* ---- keys ---- */
	var prefix = '', prefixAt = 0;

	function typing(el) {
		return el.isContentEditable || /^(TEXTAREA|SELECT)$/.test(el.tagName) ||
			(el.tagName === 'INPUT' && !/^(checkbox|radio|button|submit|file)$/.test(el.type));
	}

	function seen(el) { return el.getClientRects().length > 0; }

	function act(el) {
		if (el.tagName === 'DIALOG') {
			if (!el.open)
				el.showModal();
		} else if (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) {
			el.focus();
			if (el.select)
				el.select();
		} else {
			el.click();
			var form = el.tagName === 'SUMMARY' && el.parentNode.open && el.parentNode;
			var first = form && form.querySelector('input:not([type=hidden]), select, textarea');
			if (first)
				first.focus();
		}
	}

	function target(key) {
		var found = all('[data-key~=' + JSON.stringify(key) + ']');
		return found.filter(seen)[0] || found[0];
	}

	function rowMove(by) {
		var rows = all('.rows tbody tr').filter(function (row) {
			return seen(row) && row.querySelector('a');
		});
		if (!rows.length)
			return false;
		var at = rows.findIndex(function (row) { return row.contains(document.activeElement); });
		at = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
		rows[Math.min(Math.max(at, 0), rows.length - 1)].querySelector('a').focus();
		return true;
	}

	function save(el) {
		var form = el.closest('form') || document.querySelector('form.keep');
		var button = form && form.querySelector('button.primary');
		if (!form || form.method !== 'post')
			return false;
		if (button)
			button.click();
		else
			form.requestSubmit();
		return true;
	}

	function escape(el) {
		var menu = document.querySelector('.menu[open]');
		if (menu) {
			menu.open = false;
			menu.querySelector('summary').focus();
		} else if (typing(el)) {
			el.blur();
		}
	}

	/* true when the key was ours */
	function press(e, el) {
		var key = e.key.toLowerCase();
		var letter = e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey;
		if (letter && (typing(el) || root.dataset.keys === 'off'))
			return false;
		if (e.ctrlKey || e.metaKey)
			key = 'ctrl+' + key;
		if (e.altKey)
			key = 'alt+' + key;
		if (key === 'ctrl+enter')
			return save(el);
		if (letter && prefix && e.timeStamp - prefixAt < 1500) {
			key = prefix + key;
		} else if (key === 'g') {
			prefix = 'g';
			prefixAt = e.timeStamp;
			return true;
		}
		prefix = '';
		if (key === 'j' || key === 'k')
			return rowMove(key === 'j' ? 1 : -1);
		var found = target(key);
		if (found)
			act(found);
		return Boolean(found);
	}

	document.addEventListener('keydown', function (e) {
		/* Chinese input first: nothing while pinyin is being composed */
		if (e.isComposing || e.keyCode === 229 || e.defaultPrevented || !e.key)
			return;
		if (e.key === 'Escape')
			escape(e.target);
		else if (press(e, e.target))
			e.preventDefault();
	});

	document.addEventListener('click', function (e) {
		all('.menu[open]').forEach(function (menu) {
			if (!menu.contains(e.target))
				menu.open = false;
		});
	});

	/* ---- saving: once, visibly, and nothing typed is lost ---- */
	var waiting = 0, dirty = false;

	function busy(form) {
		clearTimeout(waiting);
		waiting = setTimeout(function () {
			root.classList.add('busy');
			all('button[data-busy]', form || document.createElement('p')).forEach(function (b) {
				b.dataset.text = b.textContent;
				b.textContent = b.dataset.busy;
				b.setAttribute('aria-busy', 'true');
			});
			/* a download leaves the page where it is */
			waiting = setTimeout(idle, 10000);
		}, 300);
	}

	function idle() {
		clearTimeout(waiting);
		root.classList.remove('busy');
		all('form[data-sent]').forEach(function (form) { delete form.dataset.sent; });
		all('[aria-busy][data-text]').forEach(function (b) {
			b.textContent = b.dataset.text;
			b.removeAttribute('aria-busy');
		});
	}

	document.addEventListener('submit', function (e) {
		var form = e.target;
		if (form.method !== 'post')
			return;
		if (form.dataset.sent) {
			e.preventDefault();
			return;
		}
		form.dataset.sent = '1';
		dirty = false;
		busy(form);
	});
	document.addEventListener('input', function (e) {
		if (e.target.closest('form.keep'))
			dirty = true;
	});
	/* ---- drafts: on the server, since the desk's PC is shared ---- */
	var keeping = 0;

	function keepDraft(form) {
		var draft = form.elements.draft, body = new URLSearchParams(new FormData(form));
		clearTimeout(keeping);
		keeping = 0;
		if (form.dataset.sent)
			return;
		body.delete('_key'); /* it is the saving's own */
		fetch(draft.dataset.keep, { method: 'POST', body: body, credentials: 'same-origin',
			keepalive: true, headers: { Accept: 'text/html', 'X-Fragment': '1' } })
			.then(function (answer) {
				if (!answer.ok)
					throw new Error(String(answer.status));
				return answer.text();
			})
			.then(function (html) {
				var said = new DOMParser().parseFromString(html, 'text/html')
					.querySelector('[data-draft]');
				draft.value = said.dataset.draft;
				form.querySelector('[data-kept]').textContent = said.textContent;
				/* what came after it is kept by the next one */
				dirty = Boolean(keeping);
			}).catch(function () { form.querySelector('[data-kept]').textContent = ''; });
	}

	function keepSoon(e) {
		var form = e.target.closest && e.target.closest('form.keep');
		if (!form || !form.elements.draft || !e.target.name)
			return;
		clearTimeout(keeping);
		keeping = setTimeout(keepDraft, 1500, form);
	}
	document.addEventListener('input', keepSoon);
	document.addEventListener('visibilitychange', function () {
		var form = document.hidden && keeping && document.querySelector('form.keep [data-keep]');
		if (form)
			keepDraft(form.form);
	});
	window.addEventListener('beforeunload', function (e) {
		if (dirty) {
			e.preventDefault();
			e.returnValue = '';
		} else if (!document.querySelector('form[data-sent]')) {
			busy(null);
		}
	});
	window.addEventListener('pageshow', idle);

	/* ---- fragments ---- */
	function fragment(url) {
		var headers = { Accept: 'text/html', 'X-Fragment': '1' };
		return fetch(url, { headers: headers, credentials: 'same-origin' })
			.then(function (answer) {
				if (!answer.ok)
					throw new Error(String(answer.status));
				return answer.text();
			})
			.then(function (html) { return new DOMParser().parseFromString(html, 'text/html'); });
	}

	/* ---- the caller card ---- */
	var asking = 0, asked = '';

	function fill(name, value) {
		var field = document.querySelector('form.keep [name="' + name + '"]');
		if (!field || (field.value && field.value !== field.dataset.filled))
			return Boolean(field);
		field.value = field.dataset.filled = value;
		return true;
	}

	/* another number is another caller: what the last one brought goes with him */
	function forget(card) {
		card.textContent = '';
		all('form.keep [name]').forEach(function (field) {
			if (field.dataset.filled && field.value === field.dataset.filled)
				field.value = field.dataset.filled = '';
		});
	}

	function fillFrom(el) {
		if (el.dataset.name)
			fill('person_name', el.dataset.name);
		return fill('room', el.dataset.room);
	}

	/* what was typed into the finder, and who it can only be */
	function fillCard(found, rooms) {
		if (found && found.dataset.fillPhone)
			fill('phone', found.dataset.fillPhone);
		if (found && found.dataset.fillText)
			fill('matters.0.text', found.dataset.fillText);
		if (rooms.length === 1)
			fillFrom(rooms[0]);
		else if (found && found.dataset.fillRoom)
			fill('room', found.dataset.fillRoom);
	}

	function lookUp(input) {
		var card = document.getElementById('caller-card');
		var text = input.value.normalize('NFKC').trim();
		var url = input.dataset.lookup + encodeURIComponent(text);
		if (!card || url === asked)
			return;
		asked = url;
		forget(card);
		if (text.length < (Number(input.dataset.min) || 3))
			return;
		card.setAttribute('aria-busy', 'true');
		fragment(url).then(function (page) {
			if (url !== asked)
				return;
			var from = page.getElementById('caller-card') || page.body;
			card.textContent = '';
			while (from.firstChild)
				card.appendChild(document.adoptNode(from.firstChild));
			fillCard(card.querySelector('[data-fill-phone]'), all('[data-room]', card));
			tick();
		}).catch(function () {
			/* nobody may talk to the caller before */
			if (url === asked)
				card.textContent = '';
		}).then(function () { card.removeAttribute('aria-busy'); });
	}

	function lookUpSoon(e) {
		if (!e.target.dataset || !e.target.dataset.lookup || e.isComposing)
			return;
		clearTimeout(asking);
		asking = setTimeout(lookUp, 200, e.target);
	}
	document.addEventListener('input', lookUpSoon);
	document.addEventListener('compositionend', lookUpSoon);
	document.addEventListener('click', function (e) {
		var room = e.target.closest && e.target.closest('#caller-card [data-room]');
		if (room && document.querySelector('form.keep [name=room]')) {
			var field = document.querySelector('form.keep [name=room]');
			field.value = '';
			fillFrom(room);
			field.focus();
			e.preventDefault();
		}
	});

	/* ---- progress ---- */
	function poll(el, wait) {
		setTimeout(function () {
			fragment(el.dataset.poll).then(function (page) {
				var fresh = page.getElementById(el.id) || page.body.firstElementChild;
				if (!fresh)
					return;
				el.replaceWith(document.adoptNode(fresh));
				if (fresh.dataset.poll)
					poll(fresh, 1000);
			}).catch(function () { poll(el, 5000); });
		}, wait);
	}
	all('[data-poll]').forEach(function (el) { poll(el, 1000); });

	/* a screen on the wall: what it shows stays until there is something newer; a dead line says so */
	function refresh(el) {
		setTimeout(function () {
			fragment(location.href).then(function (page) {
				var fresh = page.querySelector('main[data-refresh]');
				if (!fresh)
					return location.reload();
				el.replaceWith(document.adoptNode(fresh));
				tick();
				return refresh(fresh);
			}).catch(function () {
				el.setAttribute('data-lost', '');
				refresh(el);
			});
		}, el.dataset.refresh * 1000);
	}
	all('main[data-refresh]').forEach(refresh);

	/* ---- signing with a finger: the picture goes into the form's file ---- */
	function picture(canvas) {
		var text = atob(canvas.toDataURL('image/png').split(',')[1]);
		var bytes = new Uint8Array(text.length);
		for (var i = 0; i < text.length; i++)
			bytes[i] = text.charCodeAt(i);
		return new File([bytes], 'signature.png', { type: 'image/png' });
	}

	function signature(box) {
		var canvas = box.querySelector('canvas'), again = box.querySelector('button');
		var file = box.querySelector('input[type=file]');
		if (!canvas || !window.SignaturePad)
			return;
		var pad = new window.SignaturePad(canvas, { backgroundColor: '#fff' });
		var width = 0;
		/* a canvas has as many points as the screen shows; another width clears it */
		new ResizeObserver(function () {
			var scale = Math.max(window.devicePixelRatio || 1, 1);
			if (!canvas.offsetWidth || canvas.offsetWidth === width)
				return;
			width = canvas.offsetWidth;
			canvas.width = width * scale;
			canvas.height = canvas.offsetHeight * scale;
			canvas.getContext('2d').scale(scale, scale);
			pad.clear();
		}).observe(canvas);
		again.addEventListener('click', function () { pad.clear(); });
		canvas.closest('form').addEventListener('submit', function () {
			var files = new DataTransfer();
			if (pad.isEmpty() || file.files.length || !canvas.offsetWidth)
				return;
			files.items.add(picture(canvas));
			file.files = files.files;
		}, true);
	}
	/* ---- a stale save: one press takes what the other person made of a field ---- */
	all('.merge[data-theirs]').forEach(function (merge) {
		var input = merge.closest('.field').querySelector('input:not([type=hidden]), select, textarea');
		var take = document.createElement('button');
		take.type = 'button';
		take.className = 'small';
		take.textContent = zh ? '用对方的' : 'Take theirs';
		take.addEventListener('click', function () {
			if (input.type === 'checkbox')
				input.checked = merge.dataset.theirs === '1';
			else
				input.value = merge.dataset.theirs;
			input.focus();
		});
		merge.appendChild(take);
	});
	/* ---- a place on a plan: where it was tapped goes into the form ---- */
	all('[data-plan]').forEach(function (plan) {
		plan.addEventListener('click', function (e) {
			var form = plan.closest('form'), box = plan.getBoundingClientRect();
			var mark = plan.querySelector('.here');
			[['x', 'cx', (e.clientX - box.left) / box.width],
				['y', 'cy', (e.clientY - box.top) / box.height]].forEach(function (way) {
				var at = Math.max(0, Math.min(100, Math.round(way[2] * 100)));
				form.elements[way[0]].value = at;
				mark.setAttribute(way[1], at);
			});
			if (e.target.dataset.place)
				form.elements.place.value = e.target.dataset.place;
		});
	});
	window.anju = { fragment: fragment }; /* live.js, palette.js */

	/* the pad's script comes after this one */
	document.addEventListener('DOMContentLoaded', function () { all('.sign').forEach(signature); });
}());
