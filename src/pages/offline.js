/* A phone in a cellar: a step that was pressed without a network waits in the open page, with the
 * moment it was pressed, and is sent when the network is there again; its key makes it one step
 * however often it is sent. Attributes it reads:
 *	form.resend          waits, instead of the browser's page of errors
 *	input[data-moment]   takes the moment of pressing, when that is not when it is sent
 * ES2019. */
(function () {
	'use strict';
	var zh = /^zh/.test(document.documentElement.lang);
	var waiting = [], trying = false, bar = null;

	function say(text) {
		if (!bar) {
			bar = document.createElement('p');
			bar.className = 'lost-line';
			bar.setAttribute('role', 'status');
			document.body.appendChild(bar);
		}
		bar.textContent = text;
	}

	function words(form) {
		return (form.querySelector('button') || form).textContent.trim();
	}

	function report() {
		if (!waiting.length)
			return;
		var what = waiting.map(function (w) { return w.words; }).join('、');
		say(zh ? '没有网络：“' + what + '”已经记下，有网络时自动发送，请不要关闭这个页面。'
			: 'No network: “' + what + '” is kept and sent when there is one. Leave this page open.');
	}

	function moment(form) {
		var field = form.querySelector('[data-moment]');
		if (field)
			field.value = new Date().toISOString().replace(/\.\d+/, '');
	}

	/* refused: said, and the page shows how things are */
	function send() {
		if (trying || !waiting.length)
			return;
		trying = true;
		var next = waiting[0];
		fetch(next.action, { method: 'POST', body: next.body, credentials: 'same-origin',
			headers: { Accept: 'text/html' } }).then(function (answer) {
			waiting.shift();
			trying = false;
			if (!answer.ok)
				window.alert((zh ? '没有保存：' : 'Not saved: ') + next.words);
			if (waiting.length)
				send();
			else
				location.reload();
		}).catch(function () {
			trying = false;
			report();
		});
	}

	document.addEventListener('submit', function (e) {
		var form = e.target;
		if (!form.classList.contains('resend') || navigator.onLine !== false)
			return;
		e.preventDefault();
		e.stopImmediatePropagation();
		moment(form);
		waiting.push({ action: form.action, body: new URLSearchParams(new FormData(form)),
			words: words(form) });
		form.querySelector('button').disabled = true;
		report();
	}, true);
	window.addEventListener('online', send);
	setInterval(send, 15000);
	window.addEventListener('beforeunload', function (e) {
		if (waiting.length) {
			e.preventDefault();
			e.returnValue = '';
		}
	});
}());
