/* Phrases (常用语): a semicolon and a short form in a text become the sentence. The list is asked for
 * at the first semicolon, from the page that shows it; who may not see it types on. ES2019. */
(function () {
	'use strict';
	if (!document.getElementById('palette')) /* a resident's page */
		return;
	var MOST = 8, known = null, box = null, field = null, from = 0;

	function wanted(el) {
		return el.matches && el.matches('main textarea, main input[type=text]') && !el.readOnly;
	}

	function value(name) {
		var el = field.form && field.form.elements[name];
		return el && el.value ? el.value.trim() : '';
	}

	function filled(words) {
		return words.replace('{姓名}', value('person_name') || value('name'))
			.replace('{房号}', value('room')).replace('（）', '');
	}

	function close() {
		if (!box)
			return;
		box.remove();
		box = null;
		field.removeAttribute('aria-activedescendant');
		field.removeAttribute('aria-controls');
	}

	function rows() { return Array.prototype.slice.call(box.children); }

	function select(row) {
		rows().forEach(function (r) { r.setAttribute('aria-selected', String(r === row)); });
		field.setAttribute('aria-activedescendant', row.id);
	}

	function take(row) {
		var end = field.selectionStart, words = filled(row.lastChild.textContent);
		if (field.maxLength > 0 && field.value.length - (end - from) + words.length > field.maxLength)
			return;
		field.setRangeText(words, from, end, 'end');
		close();
		field.dispatchEvent(new Event('input', { bubbles: true }));
		field.focus();
	}

	/* under the field where the window has room for it, else above */
	function place() {
		var at = field.getBoundingClientRect(), height = box.offsetHeight;
		var below = at.bottom + height + 4 <= window.innerHeight || at.top < height + 4;
		box.style.left = Math.max(4, Math.min(at.left, window.innerWidth - box.offsetWidth - 4)) + 'px';
		box.style.top = Math.max(4, below ? Math.min(at.bottom + 2, window.innerHeight - height - 4)
			: at.top - height - 2) + 'px';
	}

	function draw(found) {
		close();
		box = document.createElement('div');
		box.className = 'phrases';
		box.id = 'phrases';
		box.setAttribute('role', 'listbox');
		box.setAttribute('aria-label', /^zh/.test(document.documentElement.lang) ? '常用语' : 'Phrases');
		found.slice(0, MOST).forEach(function (p, i) {
			var row = document.createElement('div'), key = document.createElement('kbd');
			row.setAttribute('role', 'option');
			row.id = 'phrase-' + i;
			key.textContent = p.key;
			row.append(key, document.createElement('span'));
			row.lastChild.textContent = p.words;
			row.addEventListener('mousedown', function (e) {
				e.preventDefault(); /* the field keeps its caret */
				take(row);
			});
			box.appendChild(row);
		});
		field.insertAdjacentElement('afterend', box);
		place();
		field.setAttribute('aria-controls', 'phrases');
		select(box.firstChild);
	}

	function learn() {
		if (known)
			return known;
		known = window.anju.fragment('/scripts/phrases').then(function (page) {
			return Array.prototype.map.call(page.querySelectorAll('[data-phrase]'), function (row) {
				return { key: row.dataset.phrase,
					words: row.querySelector('[data-words]').textContent };
			});
		}).catch(function () { return []; });
		return known;
	}

	function look(el) {
		var typed = el.value.slice(0, el.selectionStart).match(/[;；]([a-z0-9]{0,12})$/);
		close();
		field = el;
		if (!typed)
			return;
		from = el.selectionStart - typed[0].length;
		learn().then(function (all) {
			var found = all.filter(function (p) { return p.key.indexOf(typed[1]) === 0; });
			var now = el.value.slice(from, el.selectionStart);
			if (el === document.activeElement && now === typed[0] && found.length)
				draw(found);
		});
	}

	document.addEventListener('input', function (e) {
		if (!e.isComposing && wanted(e.target))
			look(e.target);
	});
	document.addEventListener('compositionend', function (e) {
		if (wanted(e.target))
			look(e.target);
	});
	document.addEventListener('focusout', close);
	window.addEventListener('scroll', close, true);
	document.addEventListener('keydown', function (e) {
		var at, all;
		if (!box || e.isComposing || e.keyCode === 229 || e.target !== field)
			return;
		all = rows();
		at = all.indexOf(box.querySelector('[aria-selected=true]'));
		if (e.key === 'ArrowDown' || e.key === 'ArrowUp')
			select(all[(at + (e.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]);
		else if ((e.key === 'Enter' && !e.ctrlKey) || e.key === 'Tab')
			take(all[at]);
		else if (e.key === 'Escape')
			close();
		else
			return;
		e.preventDefault();
		e.stopPropagation();
	}, true);
}());
