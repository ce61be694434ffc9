global using Duroxide.Core;
global using Duroxide.Providers;
global using Duroxide.Runtime;
global using EventId = Duroxide.Core.EventId;
