// What the page of the health scan does better with a script: a file can be dropped anywhere, and one sees how far it is.
;(() => {
  const form = document.querySelector('form[action="/scan"]')
  const field = document.getElementById('file')
  const progress = document.getElementById('scan-progress')
  const failed = document.getElementById('scan-failed')
  if (!form || !field || !progress || !failed) return
  const status = progress.querySelector('[role=status]')
  const bar = progress.querySelector('progress')
  const facts = progress.querySelector('dl')
  const names = {
    email: 'E-mail deliverable',
    complete: 'Complete',
    phone: 'Telephone connects',
    duplicates: 'Duplicates',
  }
  const count = new Intl.NumberFormat('en')
  const megabytes = Number(field.dataset.megabytes)

  const fail = (text) => {
    progress.hidden = true
    form.hidden = false
    failed.querySelector('p').textContent = text
    failed.hidden = false
    failed.scrollIntoView({ block: 'nearest' })
  }

  const problemOf = (sending) => {
    try {
      const { detail, title } = JSON.parse(sending.responseText)
      return detail ?? title
    } catch {
      return sending.status === 0
        ? 'The connection ended before the file was read. Try again.'
        : 'The server cannot answer now.'
    }
  }

  // Words are changed only when they differ, so that a screen reader is not told the same again.
  const say = (text, share) => {
    if (status.textContent !== text) status.textContent = text
    bar.value = share
  }

  const show = ({ state, rows, total, indicators }) => {
    if (state === 'waiting') return say('Waiting for its turn', 0)
    const share = total > 0 ? Math.min(1, rows / total) : 0
    say(`Reading: ${Math.floor(share * 10) * 10} %`, share)
    facts.replaceChildren(
      ...Object.entries(indicators).map(([name, { share: found, rating }]) => {
        const line = document.createElement('div')
        const term = document.createElement('dt')
        const value = document.createElement('dd')
        term.textContent = names[name]
        value.textContent = `${Math.round(100 * found)} % – ${rating}`
        line.append(term, value)
        return line
      }),
    )
  }

  const follow = async ({ id, page }) => {
    const answer = await fetch(`/v1/scans/${id}`, { headers: { accept: 'application/json' } })
    const scan = await answer.json()
    if (!answer.ok) return fail(scan.detail ?? scan.title)
    if (scan.state === 'failed') return fail(scan.problem)
    if (scan.state === 'done') return location.assign(page)
    show(scan)
    setTimeout(() => follow({ id, page }).catch(lost), 300)
  }

  const lost = () => fail('The connection to the server was lost. Try again.')

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    failed.hidden = true
    const file = field.files[0]
    if (!file) return fail('Choose a file first.')
    if (file.size > megabytes * 1e6)
      return fail(`This file has ${count.format(Math.ceil(file.size / 1e6))} MB; up to ${megabytes} MB are taken here.`)
    const sending = new XMLHttpRequest()
    sending.open('POST', '/v1/scans')
    sending.setRequestHeader('accept', 'application/json')
    sending.upload.addEventListener('progress', ({ loaded, total }) => say('Sending', total ? loaded / total : 0))
    sending.addEventListener('error', () => fail(problemOf(sending)))
    sending.addEventListener('load', () => {
      if (sending.status !== 201) return fail(problemOf(sending))
      follow(JSON.parse(sending.responseText)).catch(lost)
    })
    facts.replaceChildren()
    say('Sending', 0)
    const parts = new FormData(form)
    form.hidden = true
    progress.hidden = false
    sending.send(parts)
  })

  // Whoever comes back by the browser's button finds the form as it was left.
  addEventListener('pageshow', () => {
    progress.hidden = true
    form.hidden = false
  })

  const over = (is) => document.body.classList.toggle('dropping', is)
  addEventListener('dragover', (event) => {
    event.preventDefault()
    over(true)
  })
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) over(false)
  })
  addEventListener('drop', (event) => {
    event.preventDefault()
    over(false)
    if (form.hidden || event.dataTransfer.files.length === 0) return
    field.files = event.dataTransfer.files
    field.focus()
  })
})()
