const readRecords = () => JSON.parse(document.getElementById("records").textContent);
