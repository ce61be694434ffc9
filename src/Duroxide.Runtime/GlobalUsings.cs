global using EventId = Duroxide.Core.EventId;
