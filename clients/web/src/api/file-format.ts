/** What kinds of files the server makes of reports. */
export type FileFormat = "csv" | "xlsx";
