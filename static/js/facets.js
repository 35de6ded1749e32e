// Boxes and results never disagree: where the request for results fails, the form is sent as without scripts.
document.addEventListener("htmx:error", (event) => {
  if (event.target.id === "facets") event.target.submit();
});
