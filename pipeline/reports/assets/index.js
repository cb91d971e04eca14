readRecords();
