/* The palette (命令面板, Ctrl K): what may be found and done from anywhere; each entry shows its own
 * key and so teaches it. Without script the box at the top leads to the page 查找. ES2019. */
(function () {
	'use strict';
	var box = document.getElementById('palette');
	if (!box || !box.showModal || !window.MutationObserver)
		return;
	var input = box.querySelector('input'), list = document.getElementById('palette-list');
	var asked = null, shown = null, opens = false, waiting = 0;

	function entries() { return Array.prototype.slice.call(list.querySelectorAll('[role=option]')); }

	function select(entry) {
		entries().forEach(function (e) { e.setAttribute('aria-selected', String(e === entry)); });
		input.setAttribute('aria-activedescendant', entry ? entry.id : '');
		if (entry)
			entry.scrollIntoView({ block: 'nearest' });
	}

	function selected() { return list.querySelector('[aria-selected=true]'); }

	function move(by) {
		var all = entries(), at = all.indexOf(selected());
		if (all.length)
			select(all[(at + by + all.length) % all.length]);
	}

	function typed() { return input.value.normalize('NFKC').trim(); }

	function ask() {
		var q = typed();
		if (q === asked)
			return;
		asked = q;
		window.anju.fragment('/palette?q=' + encodeURIComponent(q)).then(function (page) {
			if (q !== asked)
				return;
			list.textContent = '';
			while (page.body.firstChild)
				list.appendChild(document.adoptNode(page.body.firstChild));
			shown = q;
			select(entries()[0]);
			if (opens && selected())
				selected().click();
			opens = false;
		}).catch(function () {
			/* what is there stays; the same words are asked for again */
			if (q === asked)
				asked = null;
			opens = false;
		});
	}

	function askSoon(e) {
		if (e.isComposing)
			return;
		opens = false;
		clearTimeout(waiting);
		waiting = setTimeout(ask, 120);
	}
	input.addEventListener('input', askSoon);
	input.addEventListener('compositionend', askSoon);
	input.addEventListener('keydown', function (e) {
		if (e.isComposing || e.keyCode === 229)
			return;
		if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
			move(e.key === 'ArrowDown' ? 1 : -1);
			e.preventDefault();
		} else if (e.key === 'Enter') {
			e.preventDefault();
			/* what is shown may still be the answer to fewer letters */
			opens = shown !== typed();
			if (opens)
				ask();
			else if (selected())
				selected().click();
		}
	});
	/* a click beside it closes it */
	box.addEventListener('click', function (e) {
		if (e.target === box)
			box.close();
	});
	new MutationObserver(function () {
		if (!box.open)
			return;
		input.select();
		ask();
	}).observe(box, { attributes: true, attributeFilter: ['open'] });
}());
