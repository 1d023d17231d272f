/** What to do when a mail does not come. */
export function MailHelp() {
  return (
    <>
      <h2>No mail after a few minutes?</h2>
      <ul>
        <li>Look into the folder for junk mail.</li>
        <li>Check that the address was typed without a slip; go back and send the form again if it was not.</li>
        <li>
          If it still does not come, <a href="/contact">tell us</a>.
        </li>
      </ul>
    </>
  )
}
